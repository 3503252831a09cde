/**
 * The import directions of the design, checked in CI:
 * app, meter, cli -> lib/<domain>/server -> { lib/<domain> pure, db } -> lib/money, lib/time
 * components -> lib pure only.
 */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'components-use-pure-lib-only',
      comment: 'Components take props and render: no server code, no database, no pages.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^(lib/[^/]+/server/|db/|meter/|cli/|app/)' },
    },
    {
      name: 'pure-lib-has-no-io',
      comment: 'lib/<domain>/ outside server/ has no I/O, no framework, no env.',
      severity: 'error',
      from: { path: '^lib/', pathNot: ['^lib/[^/]+/server/', '\\.test\\.ts$'] },
      to: {
        path: [
          '^(db|app|meter|cli|components)/',
          '^lib/[^/]+/server/',
          '^node_modules/(next|next-auth|next-intl|react|react-dom|postgres|drizzle-orm|fastify|pino|pg-boss)/',
          '^(node:)?(fs|net|http|https|child_process|worker_threads|dns|tls)($|/)',
        ],
      },
    },
    {
      name: 'lib-server-does-not-reach-up',
      severity: 'error',
      from: { path: '^lib/[^/]+/server/' },
      to: {
        path: [
          '^(app|components|meter|cli)/',
          '^node_modules/(next|next-auth|next-intl|react|react-dom|fastify)/',
        ],
      },
    },
    {
      name: 'db-knows-only-money-and-time',
      severity: 'error',
      from: { path: '^db/', pathNot: ['^db/demo/', '\\.test\\.ts$'] },
      to: { path: ['^(app|components|meter|cli)/', '^lib/(?!money/|time/|errors\\.ts)'] },
    },
    {
      name: 'demo-uses-the-verbs',
      severity: 'error',
      from: { path: '^db/demo/' },
      to: { path: '^(app|components|meter|cli)/' },
    },
    {
      name: 'money-and-time-stand-alone',
      severity: 'error',
      from: { path: '^lib/(money|time)/', pathNot: ['/server/', '\\.test\\.ts$'] },
      to: { path: '^lib/(?!money/|time/|errors\\.ts)' },
    },
    {
      name: 'programs-do-not-import-each-other',
      severity: 'error',
      from: { path: '^(app|meter|cli)/' },
      to: { path: '^(app|meter|cli)/', pathNot: '^$1/' },
    },
    {
      name: 'only-server-code-touches-the-database',
      comment: 'Programs call verbs and questions; they build a ctx from db/client and nothing more.',
      severity: 'error',
      from: { path: '^(app|meter|cli)/' },
      to: { path: '^db/schema/' },
    },
  ],
  options: {
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|\\.next[^/]*|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
};
