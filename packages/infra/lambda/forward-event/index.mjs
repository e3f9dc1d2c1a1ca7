// @ts-check
// Tells Flux of a push. AWS Lambda runs this file as it is, with the AWS SDK that its Node.js brings.
import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { globalAgent } from 'node:https';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/**
 * @typedef {object} Route Which events go to which Receiver; `src/flux/receivers.ts` makes them.
 * @property {'aws.codecommit' | 'aws.ecr'} source
 * @property {string} repository
 * @property {string} [branch]
 * @property {string} receiver
 * @property {string} namespace
 * @property {string} secret
 *
 * @typedef {object} PushEvent An event as EventBridge hands it over.
 * @property {string} id
 * @property {string} source
 * @property {string} time
 * @property {Readonly<Record<string, unknown>>} detail
 *
 * @typedef {'told' | 'late' | 'repeated' | 'nobody'} Outcome
 */

/** Minutes after which Flux has found a push by itself. */
const LATE_MINUTES = 15;
const ANSWER_WITHIN_MS = 5_000;
const REMEMBER_TOKEN_MS = 5 * 60_000;
const REMEMBERED_EVENTS = 1_000;

const { RECEIVER_URL = '', SECRETS_REGION = '', ROUTES_FILE = '' } = process.env;
// The SDK's own agent knows no proxy; Node.js gives this one the proxy of the environment, where there is one.
const secrets = new SecretsManagerClient({
  region: SECRETS_REGION,
  requestHandler: { httpsAgent: globalAgent },
});
/** @type {Promise<readonly Route[]> | undefined} */
let routes;
/** @type {Map<string, { token: string, until: number }>} */
const tokens = new Map();
/** @type {Set<string>} */
const seen = new Set();

/**
 * Tells the Receivers of a push. An error has Lambda try again, and put the event into the dead-letter queue after that.
 *
 * @param {unknown} input
 * @returns {Promise<{ outcome: Outcome, receivers: readonly string[] }>}
 */
export async function handler(input) {
  const event = readEvent(input);
  if (Date.now() - Date.parse(event.time) > LATE_MINUTES * 60_000) return report(event, 'late', []);
  if (seen.has(event.id)) return report(event, 'repeated', []);
  const ways = (await readRoutes()).filter((route) => isFor(route, event));
  if (ways.length === 0) return report(event, 'nobody', []);
  // Two images of one tenant have one Receiver; one route has one.
  const results = await Promise.allSettled(ways.map((route) => tell(route, JSON.stringify(input))));
  const problems = results.flatMap((result) =>
    result.status === 'rejected' ? [messageOf(result.reason)] : [],
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  remember(event.id);
  return report(
    event,
    'told',
    ways.map(({ namespace, receiver }) => `${namespace}/${receiver}`),
  );
}

/**
 * @param {unknown} input
 * @returns {PushEvent}
 */
function readEvent(input) {
  const { id, source, time, detail } = /** @type {Record<string, unknown>} */ (input ?? {});
  const problems = [
    ...(typeof id === 'string' && id !== '' ? [] : ['id']),
    ...(source === 'aws.codecommit' || source === 'aws.ecr' ? [] : ['source']),
    ...(typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? [] : ['time']),
    ...(typeof detail === 'object' && detail !== null ? [] : ['detail']),
  ];
  if (problems.length > 0)
    throw new Error(`Not a push event of CodeCommit or ECR: wrong or missing ${problems.join(', ')}.`);
  return /** @type {PushEvent} */ ({ id, source, time, detail });
}

/**
 * @param {Route} route
 * @param {PushEvent} event
 */
function isFor(route, { source, detail }) {
  if (route.source !== source) return false;
  if (source === 'aws.ecr') {
    return (
      detail['repository-name'] === route.repository &&
      detail['action-type'] === 'PUSH' &&
      detail['result'] === 'SUCCESS'
    );
  }
  return (
    detail['repositoryName'] === route.repository &&
    detail['referenceType'] === 'branch' &&
    detail['referenceName'] === route.branch &&
    detail['event'] !== 'referenceDeleted'
  );
}

/**
 * @param {Route} route
 * @param {string} body
 */
async function tell(route, body) {
  let status = await post(route, body, await readToken(route.secret));
  // 404: no Receiver has a path made of this token. It may be a new token since we asked.
  if (status === 404) {
    tokens.delete(route.secret);
    status = await post(route, body, await readToken(route.secret));
  }
  if (status !== 200) {
    throw new Error(
      `Receiver ${route.receiver} in ${route.namespace} answered ${status} to a push to ${route.repository}.`,
    );
  }
}

/**
 * @param {Route} route
 * @param {string} body
 * @param {string} token
 * @returns {Promise<number>}
 */
function post({ receiver, namespace }, body, token) {
  // As notification-controller makes the path in a Receiver's status.
  const path = `/hook/${createHash('sha256').update(`${token}${receiver}${namespace}`).digest('hex')}`;
  const signature = `sha256=${createHmac('sha256', token).update(body).digest('hex')}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(new URL(path, RECEIVER_URL), {
      method: 'POST',
      timeout: ANSWER_WITHIN_MS,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        'x-signature': signature,
      },
    });
    outgoing.once('timeout', () =>
      outgoing.destroy(new Error(`no answer within ${ANSWER_WITHIN_MS / 1_000} s`)),
    );
    outgoing.once('error', (error) =>
      reject(new Error(`Receiver ${receiver} in ${namespace} was not reached: ${error.message}.`)),
    );
    outgoing.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.end(body);
  });
}

/**
 * @param {string} secret
 * @returns {Promise<string>}
 */
async function readToken(secret) {
  const known = tokens.get(secret);
  if (known !== undefined && known.until > Date.now()) return known.token;
  const token = tokenIn(await readSecret(secret));
  if (token === undefined) throw new Error(`The secret ${secret} has no text at its key token.`);
  tokens.set(secret, { token, until: Date.now() + REMEMBER_TOKEN_MS });
  return token;
}

/**
 * @param {string} secret
 * @returns {Promise<string>}
 */
async function readSecret(secret) {
  try {
    const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: secret }));
    return SecretString;
  } catch (error) {
    throw new Error(`The secret ${secret} could not be read in ${SECRETS_REGION}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * @param {string} content never shown: it may be a token that was put in without its key
 * @returns {string | undefined}
 */
function tokenIn(content) {
  try {
    const { token } = /** @type {{ token?: unknown }} */ (JSON.parse(content));
    return typeof token === 'string' && token !== '' ? token : undefined;
  } catch {
    return undefined;
  }
}

function readRoutes() {
  routes ??= readFile(ROUTES_FILE || new URL('routes.json', import.meta.url), 'utf8').then(
    (text) => /** @type {readonly Route[]} */ (JSON.parse(text)),
  );
  return routes;
}

/** @param {string} id */
function remember(id) {
  seen.add(id);
  const [oldest] = seen;
  if (seen.size > REMEMBERED_EVENTS && oldest !== undefined) seen.delete(oldest);
}

/**
 * @param {PushEvent} event
 * @param {Outcome} outcome
 * @param {readonly string[]} receivers
 */
function report({ id, source }, outcome, receivers) {
  process.stdout.write(`${JSON.stringify({ event: id, source, outcome, receivers })}\n`);
  return { outcome, receivers };
}

/** @param {unknown} error */
function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
