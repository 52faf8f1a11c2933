import type { FastifyInstance } from 'fastify';

const REASONS: Record<string, (place: string) => string> = {
  EADDRINUSE: (place) => `${place} is in use by another program: stop that, or choose another port with --port`,
  EACCES: (place) => `${place} may not be used by this user: choose a port above 1023 with --port`,
  EADDRNOTAVAIL: (place) => `this machine has no such address as in ${place}: choose another with --host`,
  ENOTFOUND: (place) => `this machine has no such address as in ${place}: choose another with --host`,
};

/** Begins to listen and returns the address. Rejects with a readable Error when that place cannot be had. */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  return app.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    const reason = REASONS[error.code ?? ''];
    throw reason ? new Error(reason(`${host}:${port}`), { cause: error }) : error;
  });
}
