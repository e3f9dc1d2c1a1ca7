export { config } from './config.ts';
export { noSecretLiteral } from './rules/no-secret-literal.ts';
export { pinnedImage } from './rules/pinned-image.ts';
