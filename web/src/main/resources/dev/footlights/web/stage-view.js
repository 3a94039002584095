import { arrange, h, say } from './dom.js';
import { TileView } from './tile-view.js';

/** More of those who do not publish are not named. */
const MOST_NAMES = 4;

/** One stage, side by side with the others: its name and colour, its publishers' pictures, what can be done with it. */
export class StageView {
  #actions;
  #tiles = new Map();
  #title = h('h2');
  #state = h('p');
  #list = h('ul', { class: 'tiles' });
  #nobody = h('p', { class: 'nobody' }, 'Nobody publishes here.');
  #watchers = h('p', { class: 'watchers' });

  constructor(stage, actions) {
    this.#actions = actions;
    const titleId = `stage-${stage.arn.split('/').pop()}`;
    this.#title.id = titleId;
    this.element = h('section', {
      class: 'stage', 'aria-labelledby': titleId, 'data-stage': stage.name, '--hue': stage.hue,
    },
    h('header', {}, this.#title, this.#state),
    h('div', { class: 'body' },
      this.#list, this.#nobody, this.#watchers,
      h('div', { class: 'row' },
        h('button', {
          type: 'button', 'data-action': 'publish', 'aria-label': `Publish from this browser into ${stage.name}`,
          onclick: () => actions.publish(stage),
        }, 'Publish from this browser…'),
        h('button', {
          type: 'button', 'data-action': 'delete', 'aria-label': `Delete stage ${stage.name}`,
          onclick: () => actions.deleteStage(stage),
        }, 'Delete stage…')),
      h('p', { class: 'arn' }, h('code', {}, stage.arn))));
  }

  /** @returns {Map<string, HTMLElement>} the tiles by participant id, for the wires */
  update(stage, tiles, others) {
    say(this.#title, stage.name);
    say(this.#state, stage.sessionId ? `session ${stage.sessionId}` : 'no session');
    say(this.#watchers, others.length === 0 ? '' : `${others.length} more ${others.length === 1 ? 'is' : 'are'} here: ${named(others)}`);
    this.#watchers.hidden = others.length === 0;
    this.#nobody.hidden = tiles.length > 0;
    this.#list.hidden = tiles.length === 0;

    const shown = new Map();
    for (const tile of tiles) {
      const view = this.#tiles.get(tile.id) ?? new TileView(this.#actions);
      shown.set(tile.id, view);
      view.update(tile);
    }
    this.#tiles = shown;
    arrange(this.#list, [...shown.values()].map((view) => view.element));
    return new Map([...shown].map(([id, view]) => [id, view.element]));
  }
}

function named(people) {
  const different = [...new Set(people)];
  return different.slice(0, MOST_NAMES).join(', ') + (different.length > MOST_NAMES ? ', …' : '');
}
