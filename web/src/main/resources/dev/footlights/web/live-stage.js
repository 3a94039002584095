import { attend } from './events.js';
import { watch } from './whep.js';

/** The user id under which a console attends, so that consoles can leave each other out of the picture. */
export const CONSOLE = 'footlights-console';

/** After a picture ended while its publisher is still said to publish: wait, then watch anew. Milliseconds. */
const AGAIN = 1_000;

/**
 * One stage as it happens: attends its events with a token of its own that can only subscribe, and watches whoever
 * publishes.
 */
export class LiveStage {
  #api;
  #arn;
  #changed;
  #troubled;
  #token = null;
  #attendance = null;
  #attending = false;
  #left = false;

  /** Who is there, by id, or null before the first word. */
  roster = null;

  /** What is being watched, by participant id: {stream, stop}; the stream is null until the answer is there. */
  pictures = new Map();

  /**
   * @param {import('./api.js').Api} api
   * @param {string} arn
   * @param {(gone: string[]) => void} changed called at each change, with the ids that stopped publishing
   * @param {(failure: Error) => void} troubled
   */
  constructor(api, arn, changed, troubled) {
    this.#api = api;
    this.#arn = arn;
    this.#changed = changed;
    this.#troubled = troubled;
  }

  get #base() {
    return this.#api.base;
  }

  publishes(id) {
    return this.roster?.get(id)?.isPublishing ?? false;
  }

  /** Attends, unless it does. */
  async attend() {
    if (this.#attending || this.#left) {
      return;
    }
    this.#attending = true;
    try {
      const { participantToken } = await this.#api.call('CreateParticipantToken', {
        stageArn: this.#arn, capabilities: ['SUBSCRIBE'], userId: CONSOLE,
      });
      if (this.#left) {
        return;
      }
      this.#token = participantToken.token;
      const url = new URL(`/events/${this.#arn.split('/').pop()}`, this.#base);
      url.protocol = url.protocol.replace('http', 'ws');
      this.#attendance = attend({
        url,
        token: this.#token,
        onstate: (state) => this.#heard(state),
        onclosed: () => this.leave(),
      });
    } catch (failure) {
      this.#attending = false;
      this.#troubled(failure);
    }
  }

  /** Lets go of everything; attend() begins anew. */
  leave() {
    this.#attendance?.close();
    this.#attendance = null;
    this.#attending = false;
    const gone = [...(this.roster?.values() ?? [])].filter((p) => p.isPublishing).map((p) => p.id);
    this.roster = null;
    for (const id of [...this.pictures.keys()]) {
      this.#close(id);
    }
    this.#changed(gone);
  }

  /** Never again: the stage is no longer shown. */
  dispose() {
    this.#left = true;
    this.leave();
  }

  #heard({ participants }) {
    const before = this.roster;
    this.roster = new Map(participants.map((p) => [p.id, p]));
    const gone = [...(before?.values() ?? [])].filter((p) => p.isPublishing && !this.publishes(p.id)).map((p) => p.id);
    this.#watchAll();
    this.#changed(gone);
  }

  #watchAll() {
    for (const id of this.roster?.keys() ?? []) {
      if (this.publishes(id) && !this.pictures.has(id)) {
        this.#watch(id);
      }
    }
  }

  async #watch(id) {
    const giveUp = new AbortController();
    const picture = { stream: null, stop: () => giveUp.abort() };
    this.pictures.set(id, picture);
    try {
      const session = await watch({
        endpoint: new URL(`/whip/subscribe/${encodeURIComponent(id)}`, this.#base),
        token: this.#token,
        signal: giveUp.signal,
      });
      picture.stop = () => session.stop();
      if (this.pictures.get(id) !== picture) {
        session.stop();
        return;
      }
      picture.stream = session.stream;
      this.#changed([]);
      await session.ended;
    } catch (failure) {
      // 404 and 409: gone between the word and the request. The next word tells.
      if (failure.name !== 'AbortError' && failure.status !== 404 && failure.status !== 409) {
        this.#troubled(failure);
      }
    }
    if (this.pictures.get(id) === picture) {
      this.#close(id);
      this.#changed([]);
      setTimeout(() => this.#watchAll(), AGAIN);
    }
  }

  #close(id) {
    this.pictures.get(id)?.stop();
    this.pictures.delete(id);
  }
}
