/** How often a PING says that we are still there, milliseconds. */
const PING_INTERVAL = 15_000;

/** Waits between attempts to come back, milliseconds: the last one repeats. */
const RETRY = [250, 500, 1_000, 2_000, 5_000];

/** Closed for a reason that trying again does not mend. */
export const CLOSED = Object.freeze({
  1008: 'refused',
  4001: 'token expired', 4002: 'token used elsewhere', 4003: 'disconnected', 4004: 'stage deleted',
});

/**
 * Attends a stage: who is there, and who publishes, on connect and on every change.
 *
 *   const attendance = attend({ url: `${events}/${stageId}`, token, onstate: ({ participants }) => … });
 *
 * A participant is {id, userId, attributes, isPublishing}.
 *
 * @param {object} options
 * @param {string | URL} options.url the token's claims events_url and topic, joined by a slash
 * @param {string} options.token travels as the WebSocket's subprotocol
 * @param {(state: {stageId: string, participants: object[]}) => void} options.onstate
 * @param {(code: number, reason: string) => void} [options.onclosed] called once, when it will not come back
 * @param {() => void} [options.onlost] called at each end after which it is tried anew; the next state ends that
 */
export function attend({ url, token, onstate, onclosed = () => {}, onlost = () => {} }) {
  let socket;
  let ping;
  let retry;
  let tries = 0;
  let over = false;

  const finish = (code, reason) => {
    if (!over) {
      over = true;
      onclosed(code, reason);
    }
  };

  const open = () => {
    socket = new WebSocket(url, [token]);
    socket.addEventListener('open', () => {
      ping = setInterval(() => socket.send('{"type":"PING"}'), PING_INTERVAL);
    });
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'STAGE_STATE' && !over) {
        // Not at open: a server that closes at once would be asked without a pause.
        tries = 0;
        onstate(message.payload ?? message);
      }
    });
    socket.addEventListener('close', ({ code, reason }) => {
      clearInterval(ping);
      if (over) {
        return;
      }
      if (code in CLOSED) {
        finish(code, reason || CLOSED[code]);
        return;
      }
      retry = setTimeout(open, RETRY[Math.min(tries++, RETRY.length - 1)]);
      onlost();
    });
  };
  open();

  return {
    /** Tells the others what of ours is muted. */
    mute(audio, video) {
      socket.send(JSON.stringify({ type: 'MUTE', audio, video }));
    },
    close() {
      over = true;
      clearTimeout(retry);
      clearInterval(ping);
      socket.close();
    },
  };
}
