// What the shop takes of undici. Its index loads a second fetch, WebSocket, caches and test doubles besides, which would
// be half of the built shop and some of its memory.
export { default as Pool } from 'undici/lib/dispatcher/pool.js';
export { default as errors } from 'undici/lib/core/errors.js';
