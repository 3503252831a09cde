/** What the gate's throughput is compared with: a Fastify handler that takes the same request and does nothing. */
import Fastify from 'fastify';

const app = Fastify({ logger: false });
app.post('/v1/gate', async () => ({}));
const url = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ url });
process.once('SIGTERM', () => {
  app.server.closeAllConnections();
  void app.close().then(() => process.exit(0));
});
