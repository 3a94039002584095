/** What a server answered when it did not do what it was asked. */
export class HttpError extends Error {
  /**
   * @param {string} what what was tried, for a person to read
   * @param {Response} response
   * @param {string} body
   */
  constructor(what, response, body) {
    super(`${what}: ${response.status} ${detail(body) || response.statusText}`.trim());
    this.name = 'HttpError';
    this.status = response.status;
    /** Seconds the server asked to wait, or undefined. */
    this.retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  }
}

/** RFC 9457 problems carry a detail and a title; anything else is shown as it came, cut. */
function detail(body) {
  try {
    const problem = JSON.parse(body);
    return problem.detail ?? problem.title ?? problem.message ?? '';
  } catch {
    return body.slice(0, 200);
  }
}

/** Throws an HttpError unless the answer is a 2xx. */
export async function demand(what, response) {
  if (!response.ok) {
    throw new HttpError(what, response, await response.text().catch(() => ''));
  }
  return response;
}

/**
 * Posts an offer and applies the answer: the part that WHIP (RFC 9725 §4.2) and WHEP share. The server is ICE-lite and
 * names all its candidates in the answer, so nothing is gathered first and nothing trickles.
 *
 * @returns {Promise<string>} the session's absolute URL
 */
export async function negotiate(what, pc, endpoint, token, signal) {
  await pc.setLocalDescription(await pc.createOffer());
  const response = await demand(what, await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${token}` },
    body: pc.localDescription.sdp,
    signal,
  }));
  const location = response.headers.get('Location');
  await pc.setRemoteDescription({ type: 'answer', sdp: await response.text() });
  return location === null ? '' : new URL(location, response.url).href;
}

/** Ends a session by its URL. One that is gone already is what was wanted, so no answer is an error. */
export async function end(url, token) {
  if (url) {
    await fetch(url, { method: 'DELETE', headers: { Authorization: `Bearer ${token}` }, keepalive: true }).catch(() => {});
  }
}

/**
 * Resolves once the connection is over: the other side closed DTLS, consent ran out, or it never came about. A connection
 * that is merely disconnected may come back, so that is not an end.
 *
 * @returns {Promise<boolean>} whether the other side closed it, so that it needs no DELETE
 */
export function over(pc) {
  return new Promise((resolve) => {
    const look = () => {
      const dtls = [...pc.getSenders(), ...pc.getReceivers()].some((half) => half.transport?.state === 'closed');
      if (dtls || pc.connectionState === 'failed' || pc.connectionState === 'closed') {
        resolve(dtls);
      }
    };
    pc.addEventListener('connectionstatechange', () => {
      for (const half of [...pc.getSenders(), ...pc.getReceivers()]) {
        half.transport?.addEventListener('statechange', look);
      }
      look();
    });
  });
}
