import { config } from './packages/eslint-config/src/index.ts';

export default config({ root: import.meta.dirname });
