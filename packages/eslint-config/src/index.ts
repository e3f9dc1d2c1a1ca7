export { config } from './config.ts';
export { noAccountOrRegionLiteral } from './rules/no-account-or-region-literal.ts';
export { noImportAcrossPackages } from './rules/no-import-across-packages.ts';
export { noSecretLiteral } from './rules/no-secret-literal.ts';
export { pinnedImage } from './rules/pinned-image.ts';
