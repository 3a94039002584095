/** AWS Signature Version 4 by WebCrypto, for a POST of JSON without a query. */

const text = new TextEncoder();

const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

const sha256 = async (message) => hex(await crypto.subtle.digest('SHA-256', text.encode(message)));

async function hmac(key, message) {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return crypto.subtle.sign('HMAC', imported, text.encode(message));
}

/**
 * @param {object} request
 * @param {URL} request.url
 * @param {string} request.body
 * @param {{accessKeyId: string, secretAccessKey: string}} request.credentials
 * @param {string} request.region
 * @param {string} [request.service]
 * @param {Date} [request.now]
 * @returns {Promise<Record<string, string>>} the headers to send; the browser adds Host
 */
export async function sign({ url, body, credentials, region, service = 'ivs', now = new Date() }) {
  if (!globalThis.crypto?.subtle) {
    throw new Error('This page must be opened over HTTPS or from 127.0.0.1: browsers sign nowhere else');
  }
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/${region}/${service}/aws4_request`;
  const headers = {
    'content-type': 'application/json',
    host: url.host,
    'x-amz-content-sha256': await sha256(body),
    'x-amz-date': time,
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join('');
  const canonical = `POST\n${url.pathname}\n\n${lines}\n${names}\n${headers['x-amz-content-sha256']}`;
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${await sha256(canonical)}`;

  let key = text.encode(`AWS4${credentials.secretAccessKey}`);
  for (const part of scope.split('/')) {
    key = await hmac(key, part);
  }
  const signature = hex(await hmac(key, toSign));
  delete headers.host;
  headers.authorization =
    `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`;
  return headers;
}
