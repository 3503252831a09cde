// Loaded into every child: when the starting process is gone, however it went, the child ends as on SIGTERM. A child's
// own children are told by it: `next dev` hands this file on to its server, which waits for its first message on a
// channel that must then hold it.
if (process.channel && !process.env.TOLLGATE_WATCHED) {
  process.env.TOLLGATE_WATCHED = '1';
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), 10_000).unref();
  });
  process.channel.unref();
}
