const SUFFIXES: Readonly<Record<string, number>> = {
  m: 1e-3,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Thousandths of a CPU in a Kubernetes quantity: `100m` and `0.1` are 100. */
export function milliCpus(quantity: string): number {
  return Math.round(amount(quantity) * 1000);
}

/** Bytes in a Kubernetes quantity: `1Ki` is 1024. */
export function bytes(quantity: string): number {
  return amount(quantity);
}

/** Writes thousandths of a CPU as Kubernetes does: `1500m`, `2`. */
export function formatCpus(millis: number): string {
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

/** Writes bytes in the largest binary unit that leaves no fraction, at least in Mi: `1536Mi`, `2Gi`. */
export function formatBytes(value: number): string {
  const gibibytes = value / 2 ** 30;
  return Number.isInteger(gibibytes) ? `${gibibytes}Gi` : `${Math.ceil(value / 2 ** 20)}Mi`;
}

// A platform says the same few quantities thousands of times.
const READ = new Map<string, number>();

function amount(quantity: string): number {
  let value = READ.get(quantity);
  if (value === undefined) {
    const suffix = /[A-Za-z]+$/.exec(quantity)?.[0] ?? '';
    value = Number.parseFloat(quantity) * (SUFFIXES[suffix] ?? 1);
    READ.set(quantity, value);
  }
  return value;
}
