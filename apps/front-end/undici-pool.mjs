// What the shop takes of undici. Its index loads a second fetch, WebSocket, caches and test doubles besides, which
// would be 420 kB of the built shop and stay in memory.
export { default as Pool } from 'undici/lib/dispatcher/pool.js';
export { default as errors } from 'undici/lib/core/errors.js';
