// A module of its own, so that both are read only when a password is made, and a bundle takes nothing else of theirs.
export { SignatureV4 } from '@smithy/signature-v4';
export { Hash } from '@smithy/core/serde';
