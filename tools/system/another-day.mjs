// Preloaded with --import: the clock of the process goes ahead by so many milliseconds.
const ahead = Number(process.env['CLOCK_AHEAD']);
const RealDate = Date;
const now = () => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (_target, values) => Reflect.construct(RealDate, values.length === 0 ? [now()] : values),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
