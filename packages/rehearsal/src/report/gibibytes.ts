/** Bytes as people read them: `1.25 GiB`, `310 MiB`. */
export function gibibytes(bytes: number): string {
  const mebibytes = bytes / 1024 ** 2;
  return mebibytes < 1024 ? `${Math.round(mebibytes)} MiB` : `${(mebibytes / 1024).toFixed(2)} GiB`;
}
