const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The characters of AWS key ids and user ids: 8 for every 5 bytes; a rest of fewer bytes is dropped. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  for (let start = 0; start + 5 <= bytes.length; start += 5) {
    let group = bytes.subarray(start, start + 5).reduce((value, byte) => value * 256n + BigInt(byte), 0n);
    let part = '';
    for (let digit = 0; digit < 8; digit += 1) {
      part = ALPHABET.charAt(Number(group % 32n)) + part;
      group /= 32n;
    }
    text += part;
  }
  return text;
}
