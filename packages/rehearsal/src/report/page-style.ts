/** The look of the report: light and dark, wide and narrow. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --back: #f6f7f9; --card: #ffffff; --text: #1b2430; --soft: #5b6778; --line: #dde2e9;
  --good: #0a7a45; --good-back: #e3f5ea; --bad: #b3261e; --bad-back: #fbe6e4; --accent: #0b63b5; --code: #f0f3f7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #10151c; --card: #182029; --text: #e4e9f0; --soft: #9aa7b8; --line: #2b3644;
    --good: #5fd39a; --good-back: #123524; --bad: #ff9a91; --bad-back: #43201d; --accent: #74b4f5; --code: #111922;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.25rem 0 .75rem; }
p { margin: .25rem 0 .75rem; }
.soft { color: var(--soft); }
.badge { display: inline-block; white-space: nowrap; padding: .1rem .6rem; border-radius: 1rem; font-size: .85rem; font-weight: 600; color: var(--soft); background: var(--line); }
.good { color: var(--good); background: var(--good-back); }
.bad { color: var(--bad); background: var(--bad-back); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; }
.loop { display: flex; align-items: stretch; gap: .5rem; list-style: none; margin: 0; padding: 0; }
.loop li { flex: 1; display: flex; flex-direction: column; justify-content: center; text-align: center; }
.loop .place { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .8rem .5rem; }
.loop .hop { flex: .8; color: var(--accent); font-size: .9rem; }
.loop.long { gap: .3rem; font-size: .9rem; }
.loop.long .place { padding: .8rem .3rem; }
.loop.long .hop { font-size: .8rem; }
.loop strong { white-space: nowrap; }
.loop .hop b { display: block; font-size: 1.15rem; }
.loop .hop::after { content: '→'; font-size: 1.4rem; line-height: 1; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--soft); font-weight: 500; }
tr:last-child > * { border-bottom: 0; }
td.number, th.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
td:last-child, th:last-child { padding-right: 0; }
code, pre { font: .85rem/1.45 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { background: var(--code); border-radius: .4rem; padding: .6rem .75rem; margin: .4rem 0; white-space: pre-wrap; }
details { border-bottom: 1px solid var(--line); }
details:last-child { border-bottom: 0; }
summary { cursor: pointer; padding: .6rem 0; display: grid; grid-template-columns: 5.25rem 1fr auto; gap: .5rem .75rem; align-items: baseline; }
summary::-webkit-details-marker { display: none; }
summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
summary .ids { color: var(--soft); font-size: .85rem; }
.inside { padding: 0 0 1rem 6rem; }
.scroll { overflow-x: auto; }
@media (max-width: 44rem) {
  .loop { flex-direction: column; }
  .loop .hop::after { content: '↓'; }
  .inside { padding-left: 0; }
  td { overflow-wrap: anywhere; }
  summary { grid-template-columns: 5.25rem 1fr; }
  summary .ids { grid-column: 2; }
}
`;
