"""Serves MiniStack by uvicorn, which needs half the CPU of MiniStack's own server for DynamoDB and S3.

MiniStack is an ASGI application, and its own start has no setting for another server. uvloop and httptools are used
where they are installed; uvicorn takes asyncio and h11 otherwise. The settings are those of MiniStack's own start.
"""

import os
import tempfile

import uvicorn

PORT = int(os.environ["GATEWAY_PORT"])
PID_FILE = os.path.join(tempfile.gettempdir(), f"ministack-{PORT}.pid")


class Server(uvicorn.Server):
    """Names its process once the port is its own, as MiniStack does: whoever waits then knows who answers."""

    async def startup(self, sockets=None):
        await super().startup(sockets)
        if self.started:
            with open(PID_FILE, "w") as file:
                file.write(str(os.getpid()))


def raise_file_limit():
    """Connections in a burst are more than the usual soft limit of 1,024."""
    try:
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    except (ImportError, ValueError, OSError):
        pass


if __name__ == "__main__":
    raise_file_limit()
    Server(
        uvicorn.Config(
            "ministack.app:app",
            host=os.environ.get("BIND_HOST", "127.0.0.1"),
            port=PORT,
            lifespan="on",
            log_level=os.environ.get("LOG_LEVEL", "WARNING").lower(),
            access_log=False,
            # MiniStack answers with its own.
            date_header=False,
            server_header=False,
            timeout_keep_alive=75,
            # What is saved at the end must not wait for a client that holds its connection.
            timeout_graceful_shutdown=3,
        )
    ).run()
