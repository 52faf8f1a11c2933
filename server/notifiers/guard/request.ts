import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Answer } from '../notifier.ts';
import { OutgoingError } from './error.ts';
import { plainHost } from './resolve.ts';

/** What is read of an answer, in bytes. */
export const ANSWER_BOUND = 64 * 1024;

export interface Outbound {
  url: URL;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** One request to one of these addresses, which were found allowed; the name is used for TLS and the Host header alone. Throws `OutgoingError`. */
export function sendTo(addresses: readonly string[], outbound: Outbound, signal: AbortSignal): Promise<Answer> {
  const { url, method, headers, body } = outbound;
  const host = plainHost(url.hostname);
  const open = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    let written = false;
    const fail = (reason: string) => reject(new OutgoingError(host, reason, written ? 'unsure' : 'unsent'));
    const request = open(url, { method, headers: withLength(headers, body), lookup: fixed(addresses), agent: false, signal });
    request.on('socket', (socket) => socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => (written = true)));
    request.on('error', (error) => fail(signal.aborted ? 'no answer in time' : reasonOf(error)));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const answer = () => {
        request.destroy();
        const text = Buffer.concat(chunks).subarray(0, ANSWER_BOUND).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: headersOf(response.headers), body: text });
      };
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= ANSWER_BOUND) answer();
      });
      response.on('end', answer);
      response.on('error', () => fail(signal.aborted ? 'no answer in time' : 'the answer broke off'));
    });
    request.end(body);
  });
}

const withLength = (headers: Record<string, string>, body: string | Uint8Array): Record<string, string> => ({
  ...headers,
  'content-length': String(Buffer.byteLength(body)),
});

/** Answers every question for the name with the addresses that were checked. */
function fixed(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_host, { all }, callback) => {
    if (all) callback(null, found);
    else callback(null, found[0]!.address, found[0]!.family);
  };
}

function headersOf(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, [value].flat().join(', ')]])),
  );
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection broke off',
  EPIPE: 'the connection broke off',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  ETIMEDOUT: 'it does not answer',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is its own word only',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is its own word only',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

/** By the code alone: messages may quote what was sent. */
function reasonOf(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? `the request failed${/^[A-Z_0-9]{1,60}$/.test(code) ? ` (${code})` : ''}`;
}
