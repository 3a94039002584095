import { Api } from './api.js';
import { arrange, ask, h, say } from './dom.js';
import { hueOf } from './hues.js';
import { CONSOLE, LiveStage } from './live-stage.js';
import { StageView } from './stage-view.js';
import { testCard } from './testcard.js';
import { publish } from './whip.js';
import { Wires } from './wires.js';

/** How often the lists are asked for, beside each word from a stage's events. Milliseconds. */
const REFRESH = 2_000;
const REFRESH_HIDDEN = 10_000;

/** How long the place of one who left stays, and says so. Milliseconds. */
const FAREWELL = 8_000;

/** More stages than this are not shown at once: each costs a connection and its pictures. */
const MOST_STAGES = 12;

const LOG_LINES = 40;

const $ = (id) => document.getElementById(id);
const key = {
  accessKeyId: 'test', secretAccessKey: 'test', region: 'us-east-1',
  ...JSON.parse(sessionStorage.getItem('footlights.key') ?? '{}'),
};

let api = connect();
let stages = [];
let told = 0;
let refusedKey = '';
const lives = new Map();
const views = new Map();
const mine = new Map();
const gone = new Map();
const wires = new Wires($('stages'));

function connect() {
  say($('where'), `${key.region}, signed as ${key.accessKeyId}`);
  return new Api({ base: location.origin, region: key.region, credentials: key });
}

// --- What happened, in words -----------------------------------------------------------------------------------------

function tell(words, kind = '') {
  const now = new Date();
  $('log').prepend(h('li', { class: kind },
    h('time', { datetime: now.toISOString() }, now.toLocaleTimeString(undefined, { hour12: false })), words));
  [...$('log').children].slice(LOG_LINES).forEach((line) => line.remove());
}

function tellFailure(what, failure) {
  tell(`${what}: ${failure.name === 'Error' ? '' : `${failure.name}: `}${failure.message}`, 'failed');
}

function trouble(words) {
  say($('trouble'), words);
  $('trouble').hidden = words === '';
}

// --- Reading ---------------------------------------------------------------------------------------------------------

/** One run at a time; a wish that comes meanwhile is granted by one more run. */
const refresh = (() => {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await read();
    } while (again);
    running = null;
  };
  return () => {
    again = true;
    running ??= run();
    return running;
  };
})();

async function read() {
  let all;
  try {
    all = await api.all('ListStages', 'stages');
    trouble('');
  } catch (failure) {
    refused(failure);
    return;
  }
  const wanted = $('filter-name').value.trim();
  const named = all.filter((stage) => (stage.name ?? '').includes(wanted))
    .sort((a, b) => (a.name ?? '').localeCompare(b.name ?? '') || a.arn.localeCompare(b.arn));
  told = named.length - MOST_STAGES;
  const shown = named.slice(0, MOST_STAGES);
  stages = await Promise.all(shown.map(readStage));
  for (const stage of stages) {
    follow(stage);
  }
  for (const [arn, live] of [...lives]) {
    if (!stages.some((stage) => stage.arn === arn)) {
      lives.delete(arn);
      live.dispose();
    }
  }
  render();
}

async function readStage({ arn, name, activeSessionId }) {
  const stage = {
    arn, name: name || arn.split('/').pop(), hue: hueOf(arn, name ?? ''), sessionId: activeSessionId, rows: [], copies: new Map(),
  };
  if (activeSessionId) {
    try {
      stage.rows = await api.all('ListParticipants', 'participants', { stageArn: arn, sessionId: activeSessionId });
      await Promise.all(stage.rows.filter((row) => row.replicationType === 'SOURCE').map(async ({ participantId }) => {
        const rows = await api.all('ListParticipantReplicas', 'replicas', { sourceStageArn: arn, participantId });
        stage.copies.set(participantId, rows.filter((row) => row.replicationState === 'ACTIVE'));
      }));
    } catch (failure) {
      tellFailure(`Reading ${stage.name}`, failure);
    }
  }
  return stage;
}

/** Attends a stage while somebody but a console is in it, so that looking at a stage does not keep its session alive. */
function follow(stage) {
  const inhabited = stage.rows.some((row) => row.state === 'CONNECTED' && row.userId !== CONSOLE);
  let live = lives.get(stage.arn);
  if (inhabited && !live) {
    live = new LiveStage(api, stage.arn,
      (ids) => changed(stage.arn, ids),
      (failure) => tellFailure(`Watching ${stage.name}`, failure));
    lives.set(stage.arn, live);
  }
  if (inhabited) {
    live.attend();
  } else if (live) {
    lives.delete(stage.arn);
    live.dispose();
  }
}

function refused(failure) {
  if (failure.status === 403) {
    trouble(`The server does not take this key: ${failure.message}`);
    // Asked once for each key: who cancels wants to be left alone.
    if (refusedKey === JSON.stringify(key)) {
      return;
    }
    refusedKey = JSON.stringify(key);
    chooseKey('The server does not take this key. Calls are signed in this tab, and the key stays here until the tab is closed.');
  } else {
    trouble(`The server does not answer (${failure.message}). Trying again.`);
  }
}

// --- Who left --------------------------------------------------------------------------------------------------------

async function changed(arn, ids) {
  for (const id of ids) {
    const before = stages.find((stage) => stage.arn === arn)?.rows.find((row) => row.participantId === id);
    const place = { words: 'Left', row: before, until: performance.now() + FAREWELL };
    gone.set(`${arn} ${id}`, place);
    setTimeout(render, FAREWELL + 50);
  }
  render();
  if (stages.length > 0) {
    await refresh();
  }
  for (const id of ids) {
    const stage = stages.find((s) => s.arn === arn);
    const place = gone.get(`${arn} ${id}`);
    if (stage && place && !lives.get(arn)?.publishes(id)) {
      place.words = farewell(stage, stage.rows.find((row) => row.participantId === id) ?? place.row, id);
      tell(place.words);
    }
  }
  render();
}

function farewell(stage, row, id) {
  const who = row?.userId || id;
  if (row?.replicationType !== 'REPLICA') {
    return `${who} stopped publishing in ${stage.name}`;
  }
  const from = stageOf(row.sourceStageArn).name;
  return row.replicationState === 'ACTIVE'
    ? `${who} is away from ${from}; the replica in ${stage.name} waits`
    : `The replica of ${who} left ${stage.name}: its replication from ${from} was stopped`;
}

// --- Drawing ---------------------------------------------------------------------------------------------------------

function stageOf(arn) {
  return stages.find((stage) => stage.arn === arn)
    ?? { arn, name: arn.split('/').pop(), hue: hueOf(arn, '') };
}

const brief = ({ arn, name, hue }) => ({ arn, name, hue });

function tilesOf(stage) {
  const live = lives.get(stage.arn);
  const rows = new Map(stage.rows.map((row) => [row.participantId, row]));
  const ids = [...(live?.roster?.keys() ?? [])].filter((id) => live.publishes(id));
  const now = performance.now();
  for (const [place, { until }] of gone) {
    const [arn, id] = place.split(' ');
    if (until < now || (arn === stage.arn && ids.includes(id))) {
      gone.delete(place);
    } else if (arn === stage.arn) {
      ids.push(id);
    }
  }
  // A replica whose publisher is away, inside its window: it may be back any moment.
  for (const row of rows.values()) {
    if (row.replicationType === 'REPLICA' && row.replicationState === 'ACTIVE' && !ids.includes(row.participantId)
        && live?.roster) {
      ids.push(row.participantId);
    }
  }
  return ids.map((id) => {
    const row = rows.get(id);
    const someone = live?.roster?.get(id);
    const replica = row?.replicationType === 'REPLICA';
    const away = live?.publishes(id) ? null : gone.get(`${stage.arn} ${id}`)?.words ?? 'Away; comes back by itself';
    return {
      id,
      name: someone?.userId || row?.userId || id,
      stage: brief(stage),
      picture: live?.pictures.get(id)?.stream ?? null,
      from: replica && row.sourceStageArn ? brief(stageOf(row.sourceStageArn)) : null,
      copies: (stage.copies.get(id) ?? []).map((copy) => brief(stageOf(copy.destinationStageArn))),
      mine: mine.has(id),
      replica,
      gone: away,
    };
  }).sort((a, b) => Number(a.replica) - Number(b.replica) || a.id.localeCompare(b.id));
}

function render() {
  const pairs = [];
  const drawn = new Map();
  const shown = [];
  for (const stage of stages) {
    const tiles = tilesOf(stage);
    const view = views.get(stage.arn) ?? new StageView(stage, actions);
    views.set(stage.arn, view);
    shown.push(view.element);
    const others = stage.rows.filter((row) => row.state === 'CONNECTED' && row.userId !== CONSOLE
      && !tiles.some((tile) => tile.id === row.participantId)).map((row) => row.userId || row.participantId);
    drawn.set(stage.arn, { elements: view.update(stage, tiles, others), tiles });
  }
  for (const arn of [...views.keys()]) {
    if (!drawn.has(arn)) {
      views.delete(arn);
    }
  }
  for (const [, { elements, tiles }] of drawn) {
    for (const tile of tiles.filter((t) => t.replica && t.from && !t.gone)) {
      const from = drawn.get(tile.from.arn)?.elements.get(tile.id);
      if (from) {
        pairs.push({ from, to: elements.get(tile.id), hue: tile.from.hue });
      }
    }
  }
  if (stages.length === 0) {
    shown.push($('stages').querySelector('.empty') ?? h('p', { class: 'empty' }, 'No stage yet. Create one above.'));
  }
  if (told > 0) {
    const more = $('stages').querySelector('.more') ?? h('p', { class: 'more' });
    say(more, `${told} more, not shown. Narrow them down by name.`);
    shown.push(more);
  }
  arrange($('stages'), [...shown, wires.element]);
  wires.draw(pairs);
}

// --- Doing -----------------------------------------------------------------------------------------------------------

const actions = {
  async publish(stage) {
    say($('publish-title'), `Publish from this browser into ${stage.name}`);
    const choice = await ask($('publish-dialog'));
    if (choice === 'cancel') {
      return;
    }
    await attempt(`Publishing into ${stage.name}`, async () => {
      const source = choice === 'camera' ? await camera() : testCard({ title: stage.name, hue: stage.hue });
      try {
        const { participantToken } = await api.call('CreateParticipantToken', {
          stageArn: stage.arn, capabilities: ['PUBLISH'], userId: choice === 'camera' ? 'camera' : 'test-card',
        });
        const session = await publish({
          endpoint: new URL('/whip', api.base), token: participantToken.token, stream: source.stream,
        });
        const id = participantToken.participantId;
        mine.set(id, { session, source });
        tell(`Publishing into ${stage.name} as ${id}`);
        session.ended.then(() => {
          if (mine.delete(id)) {
            source.stop();
            session.stop();
            tell(`The server ended what this browser published into ${stage.name}`);
          }
        });
      } catch (failure) {
        source.stop();
        throw failure;
      }
    });
  },

  async unpublish(tile) {
    const { session, source } = mine.get(tile.id);
    mine.delete(tile.id);
    source.stop();
    await session.stop();
    await refresh();
  },

  async replicate(stage, tile) {
    const dialog = $('replicate-dialog');
    const there = tile.copies.map((copy) => copy.arn);
    const places = stages.filter((other) => other.arn !== stage.arn && !there.includes(other.arn));
    if (places.length === 0) {
      tell('There is no other stage to replicate to. Create one first.', 'failed');
      return;
    }
    say($('replicate-title'), `Replicate ${tile.name} from ${stage.name}`);
    const form = dialog.querySelector('form');
    form.elements.destination.replaceChildren(...places.map((place) => h('option', { value: place.arn }, place.name)));
    if (await ask(dialog) !== 'start') {
      return;
    }
    const destination = stageOf(form.elements.destination.value);
    await attempt(`Replicating ${tile.name} to ${destination.name}`, async () => {
      await api.call('StartParticipantReplication', {
        sourceStageArn: stage.arn,
        destinationStageArn: destination.arn,
        participantId: tile.id,
        reconnectWindowSeconds: Number(form.elements.window.value),
      });
      tell(`StartParticipantReplication: ${tile.name} is replicated from ${stage.name} to ${destination.name}`);
    });
  },

  async stopReplication(button, source, destination, tile) {
    button.disabled = true;
    await attempt(`Stopping ${tile.name} from ${source.name} to ${destination.name}`, async () => {
      const start = performance.now();
      await api.call('StopParticipantReplication', {
        sourceStageArn: source.arn, destinationStageArn: destination.arn, participantId: tile.id,
      });
      tell(`StopParticipantReplication: ${tile.name} from ${source.name} to ${destination.name}, answered in `
        + `${Math.round(performance.now() - start)} ms`);
    });
    button.disabled = false;
  },

  async deleteStage(stage) {
    say($('delete-title'), `Delete the stage ${stage.name}?`);
    if (await ask($('delete-dialog')) === 'delete') {
      await attempt(`Deleting ${stage.name}`, async () => {
        await api.call('DeleteStage', { arn: stage.arn });
        tell(`DeleteStage: ${stage.name} is gone`);
      });
    }
  },
};

async function attempt(what, action) {
  try {
    await action();
  } catch (failure) {
    tellFailure(what, failure);
  }
  await refresh();
}

async function camera() {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: true, video: { width: { ideal: 1280 }, height: { ideal: 720 } },
    });
  } catch (failure) {
    throw new Error(`no camera and microphone (${failure.message}). Take the test card instead.`);
  }
  return { stream, stop: () => stream.getTracks().forEach((track) => track.stop()) };
}

async function chooseKey(why) {
  if ($('key-dialog').open) {
    return;
  }
  say($('key-why'), why);
  const { elements } = $('key-dialog').querySelector('form');
  for (const name of ['accessKeyId', 'secretAccessKey', 'region']) {
    elements[name].value = key[name];
  }
  if (await ask($('key-dialog')) !== 'use') {
    return;
  }
  for (const name of ['accessKeyId', 'secretAccessKey', 'region']) {
    key[name] = elements[name].value.trim();
  }
  sessionStorage.setItem('footlights.key', JSON.stringify(key));
  lives.forEach((live) => live.dispose());
  lives.clear();
  stages = [];
  api = connect();
  await refresh();
}

$('key').addEventListener('click', () => chooseKey('Calls are signed in this tab. The key stays here until the tab is closed.'));
$('filter').addEventListener('submit', (submit) => submit.preventDefault());
$('filter-name').addEventListener('input', refresh);
$('create').addEventListener('submit', async (submit) => {
  submit.preventDefault();
  const name = $('create-name').value;
  await attempt(`Creating the stage ${name}`, async () => {
    const { stage } = await api.call('CreateStage', { name });
    tell(`CreateStage: ${name || stage.arn}`);
    $('create-name').value = '';
  });
});
addEventListener('pagehide', () => mine.forEach(({ session }) => session.stop()));

async function forever() {
  await refresh();
  setTimeout(forever, document.hidden ? REFRESH_HIDDEN : REFRESH);
}
forever();
