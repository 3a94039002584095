import { sign } from './sign.js';

/** One of the API's errors: its name is the class the SDKs throw. */
export class ApiError extends Error {
  constructor(name, message, status) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/**
 * The Amazon IVS Real-Time API of one server.
 *
 *   const api = new Api({ base: location.origin, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } });
 *   const { stage } = await api.call('CreateStage', { name: 'red' });
 */
export class Api {
  constructor({ base, region, credentials }) {
    this.base = base;
    this.region = region;
    this.credentials = credentials;
  }

  async call(operation, input = {}) {
    const url = new URL(`/${operation}`, this.base);
    const body = JSON.stringify(input);
    const headers = await sign({ url, body, credentials: this.credentials, region: this.region });
    const response = await fetch(url, { method: 'POST', headers, body });
    const answer = await response.text();
    let output = {};
    try {
      output = answer === '' ? {} : JSON.parse(answer);
    } catch (failure) {
      if (response.ok) {
        throw failure;
      }
    }
    if (!response.ok) {
      const name = (response.headers.get('x-amzn-ErrorType') ?? `HTTP ${response.status}`).split(':')[0];
      throw new ApiError(name, output.message ?? output.exceptionMessage ?? answer.slice(0, 200), response.status);
    }
    return output;
  }

  /** Every item of a list operation, page after page, at most `limit`. */
  async all(operation, member, input = {}, limit = 500) {
    const items = [];
    let nextToken;
    do {
      const page = await this.call(operation, nextToken ? { ...input, nextToken } : input);
      items.push(...page[member]);
      nextToken = page.nextToken;
    } while (nextToken && items.length < limit);
    return items;
  }
}
