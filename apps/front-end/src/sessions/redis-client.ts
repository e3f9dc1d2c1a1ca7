// A module of its own, so that it is loaded only when there is a Redis, and in the bundle too has its name: a bundle gives
// a library in CommonJS to `import()` as a default export alone.
export { Redis } from 'ioredis';
