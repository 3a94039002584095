import { arrange, h, say } from './dom.js';

/**
 * One participant who publishes in one stage: the picture, whose it is, where it comes from, where else it is seen.
 *
 * Its model: {id, name, stage, picture, from, copies, mine, gone, replica}; `from` and the copies are {arn, name, hue}.
 */
export class TileView {
  #actions;
  #video = h('video', { autoplay: true, playsinline: true, muted: true });
  #seenIn = h('p', { class: 'seen-in' });
  #over = h('p', { class: 'over', hidden: true });
  #who = h('div', { class: 'who' });
  #copies = h('ul', { class: 'copies', hidden: true });
  #buttons = h('div', { class: 'row' });
  #sound;
  #shown = '';

  constructor(actions) {
    this.#actions = actions;
    // The attribute alone does not mute an element that a script made.
    this.#video.muted = true;
    this.#sound = h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => this.#toggleSound() }, 'Listen');
    this.element = h('li', { class: 'tile' },
      h('div', { class: 'picture' }, this.#video, this.#seenIn, this.#over),
      h('div', { class: 'about' }, this.#who, this.#copies, this.#buttons));
  }

  update(tile) {
    this.element.dataset.participant = tile.id;
    this.element.classList.toggle('replica', tile.replica);
    this.element.style.setProperty('--hue', (tile.from ?? tile.stage).hue);
    if (this.#video.srcObject !== tile.picture) {
      this.#video.srcObject = tile.picture;
      this.#video.play().catch(() => {});
    }
    this.#video.setAttribute('aria-label', `Picture of ${tile.name} in stage ${tile.stage.name}`);
    say(this.#seenIn, tile.from ? `in ${tile.stage.name}, from ${tile.from.name}` : `in ${tile.stage.name}`);
    const cover = tile.gone ?? (tile.picture ? '' : 'Waiting for the picture…');
    say(this.#over, cover);
    this.#over.hidden = cover === '';

    // Words and buttons are rebuilt only when they say something else: the focus stays where it is.
    const words = JSON.stringify([tile.id, tile.name, tile.stage, tile.from, tile.copies, tile.mine, tile.replica, tile.gone]);
    if (words !== this.#shown) {
      this.#shown = words;
      this.#describe(tile);
    }
  }

  #describe(tile) {
    arrange(this.#who, [
      h('strong', {}, tile.name),
      ...(tile.name === tile.id ? [] : [h('code', {}, tile.id)]),
      ...(tile.replica && tile.from
        ? [h('span', { class: 'badge', '--hue': tile.from.hue }, `replica from ${tile.from.name}`)] : []),
      ...(tile.mine ? [h('span', { class: 'badge mine' }, 'from this browser')] : []),
    ]);
    this.#copies.hidden = tile.copies.length === 0;
    arrange(this.#copies, tile.copies.map((copy) => h('li', {},
      h('span', { class: 'badge', '--hue': copy.hue }, `also in ${copy.name}`),
      h('button', {
        type: 'button',
        'data-action': 'stop',
        'aria-label': `Stop replication to ${copy.name} of ${tile.name} from ${tile.stage.name}`,
        onclick: (click) => this.#actions.stopReplication(click.currentTarget, tile.stage, copy, tile),
      }, `Stop replication to ${copy.name}`))));
    arrange(this.#buttons, tile.gone ? [] : [
      this.#sound,
      ...(tile.replica ? [] : [h('button', {
        type: 'button',
        'data-action': 'replicate',
        'aria-label': `Replicate ${tile.name} from ${tile.stage.name} to another stage`,
        onclick: () => this.#actions.replicate(tile.stage, tile),
      }, 'Replicate to…')]),
      ...(tile.replica && tile.from ? [h('button', {
        type: 'button',
        'data-action': 'stop',
        'aria-label': `Stop replication of ${tile.name} from ${tile.from.name} to ${tile.stage.name}`,
        onclick: (click) => this.#actions.stopReplication(click.currentTarget, tile.from, tile.stage, tile),
      }, 'Stop replication')] : []),
      ...(tile.mine && !tile.replica ? [h('button', {
        type: 'button', onclick: () => this.#actions.unpublish(tile),
      }, 'Stop publishing')] : []),
    ]);
    this.#sound.setAttribute('aria-label', `Listen to ${tile.name} in stage ${tile.stage.name}`);
  }

  #toggleSound() {
    this.#video.muted = !this.#video.muted;
    this.#sound.setAttribute('aria-pressed', String(!this.#video.muted));
    say(this.#sound, this.#video.muted ? 'Listen' : 'Listening');
  }
}
