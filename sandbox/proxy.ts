import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { isHh } from './hosts.ts';

/** A CONNECT proxy for Firefox, which has no resolver rules: hh's hosts go to our TLS port, the rest is refused. */
export function createProxy(tlsPort: number): { server: Server; closeTunnels(): void } {
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => {
    response.writeHead(502).end('The sandbox tunnels hh only\n');
  });
  server.on('connect', (request, client: Socket, head: Buffer) => {
    const [host = '', port] = (request.url ?? '').split(':');
    client.on('error', () => client.destroy());
    if (!isHh(host) || port !== '443') {
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const upstream = connect(tlsPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    upstream.on('error', () => client.destroy());
  });
  return {
    server,
    closeTunnels() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
