// Who may import whom: the layers of the program as rules for dependency-cruiser, run by `npm run check`.
// Each rule says what to do instead. Packages are judged only where a layer must do without them.

const ours = '^(electron|renderer|shared|test|build)/';
const basics = '^shared/(money|time|identity|errors)/';
const model = '^shared/model/';
const facts = '^shared/(model|claim|credit|ledger|reconcile)/';
const adapters = '^electron/core/(centre|bank|his|einvoice|payments|printing|statements|site)/';
/** What the whole core shares: ports, and the time, the log, the settings of its desk and what it makes lazily. */
const ports = '^electron/core/(ports/|(clock|lazily|log|settings(-schema)?)\\.ts$)';

/** Files under `from` may import, of our own files, themselves and what stands in `to`; nothing else. */
function only(name, comment, from, to) {
  return { name, comment, severity: 'error', from: { path: from }, to: { path: ours, pathNot: [from, ...to] } };
}

/** Files under `from` (except `fromNot`) must not import `to`. */
function never(name, comment, from, to, fromNot = []) {
  return { name, comment, severity: 'error', from: { path: from, pathNot: fromNot }, to: { path: to } };
}

const shared = [
  only('shared-basics', 'Money, time, ids and errors stand below everything: move the function up to where both are known.', basics, []),
  only('shared-facts', 'Model, claim, credit and reconcile know the basics only: what decides belongs into shared/rules.', facts, [basics]),
  only('shared-policy', 'Policy and rules know facts and basics: take the rest as a parameter.', '^shared/(policy|rules)/', [
    basics,
    facts,
  ]),
  only('shared-contract', 'The contract names what crosses the border: facts, basics, and types of the rules.', '^shared/contract/', [
    basics,
    facts,
    '^shared/(policy|rules)/',
  ]),
  {
    name: 'shared-contract-types',
    comment: 'The contract reaches page and preload: write `import type`, the rules themselves stay in the core.',
    severity: 'error',
    from: { path: '^shared/contract/' },
    to: { path: '^shared/(policy|rules)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'shared-packages',
    comment: 'shared/ is pure: zod is its only package, and decimal.js inside shared/money.',
    severity: 'error',
    from: { path: '^shared/' },
    to: { path: 'node_modules/', pathNot: 'node_modules/(zod|decimal\\.js)/' },
  },
  {
    name: 'shared-node',
    comment: 'shared/ has no Node: take the value as a parameter.',
    severity: 'error',
    from: { path: '^shared/' },
    to: { dependencyTypes: ['core'] },
  },
  never('decimal', 'Use shared/money, which alone wraps decimal.js.', '^(shared|electron|renderer)/', 'node_modules/decimal\\.js/', [
    '^shared/money/',
  ]),
];

const core = [
  never('electron-module', 'What needs Electron belongs into electron/shell.', ours, 'node_modules/electron/', [
    '^electron/(shell/|preload\\.ts)',
    '^test/',
    '^build/',
  ]),
  never('database-driver', 'Write a repository in electron/core/db.', '^(electron|renderer|shared)/', 'node_modules/better-sqlite3/', [
    '^electron/core/db/',
  ]),
  only('core-database', 'Repositories only store and find: decide in a service, which calls them.', '^electron/core/db/', [basics, model]),
  only(
    'core-adapters',
    'An adapter speaks to its own line only: what it has in common with others belongs into electron/core/ports.',
    adapters,
    [basics, model, ports],
  ),
  {
    name: 'core-adapters-apart',
    comment: 'Two lines share nothing: what both need belongs into electron/core/ports.',
    severity: 'error',
    from: { path: '^electron/core/(centre|bank|his|einvoice|payments|printing|statements|site)/' },
    to: { path: adapters, pathNot: '^electron/core/$1/' },
  },
  only(
    'core-services',
    'Services and jobs use rules, repositories and ports: the adapter comes in as a port, from core.ts.',
    '^electron/core/(services|jobs)/',
    ['^shared/', '^electron/core/db/', ports],
  ),
  only(
    'core-command-line',
    'The command line reads a case and shows what the rules say: of the core it needs the national names and the reader of pack folders alone.',
    '^electron/core/cli/',
    [basics, model, '^shared/(policy|rules)/', '^electron/core/centre/setlinfo-names\\.ts$', '^electron/core/pack-folder\\.ts$'],
  ),
  only('core-channels', 'A channel only checks and calls a service: put the rest there.', '^electron/core/ipc/', [
    '^shared/(contract|errors|identity)/',
    '^electron/core/services/',
    ports,
  ]),
];

const edges = [
  only('preload', 'The preload carries messages: of our files it needs the channel names alone.', '^electron/preload\\.ts$', [
    '^shared/contract/channel-names\\.ts$',
  ]),
  only('devices', 'The device process answers through the contract and knows nothing of the core.', '^electron/devices/', [
    basics,
    model,
    '^shared/contract/',
  ]),
  only('shell', 'The shell opens windows and hands out ports: business belongs into the core.', '^electron/shell/', [
    '^shared/(contract|errors|identity)/',
  ]),
  only('page', 'The page shows and asks: let the core answer it through a channel of the contract.', '^renderer/', [
    basics,
    model,
    '^shared/contract/',
  ]),
  {
    name: 'page-features-apart',
    comment: 'Features do not know each other: what two of them need belongs into renderer/ui, commands or ipc.',
    severity: 'error',
    from: { path: '^renderer/features/([^/]+)/' },
    to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
  },
  never('page-node', 'The page has no Node: call a channel.', '^renderer/', '^(node:|fs$|path$|crypto$|os$|child_process$)'),
];

const everywhere = [
  never(
    'stand-ins',
    'A stand-in is written from the interface reference alone: sharing code would share its mistakes.',
    '^test/(centre|bank|his|standin)/',
    '^(electron|renderer|shared)/',
  ),
  never('no-test-in-program', 'The program must run without its tests: move the helper.', '^(electron|renderer|shared)/', '^(test|build)/'),
  {
    name: 'no-cycle',
    comment: 'Two files that need each other are one, or hide a third: split off what both need.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
];

module.exports = {
  forbidden: [...shared, ...core, ...edges, ...everywhere],
  options: {
    doNotFollow: { path: 'node_modules' },
    // An `import type` is an import, too: borders are about knowledge, not about what is left after compiling.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
