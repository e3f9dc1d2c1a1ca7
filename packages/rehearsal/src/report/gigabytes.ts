/** Bytes as people read them, in powers of ten: `1.25 GB`, `310 MB`. */
export function gigabytes(bytes: number): string {
  const megabytes = Math.round(bytes / 1e6);
  return megabytes < 1000 ? `${megabytes} MB` : `${(megabytes / 1000).toFixed(2)} GB`;
}
