export { config } from './config.ts';
