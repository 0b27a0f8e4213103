"""A server on the loopback that offers a workbook, with the fault that a test asks for."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Offer:
    """What the server gives, and what it was asked for.

    `cut` ends each of the next answers after so many bytes.
    """

    content: bytes
    status: int = 200
    kind: str = "application/octet-stream"
    etag: str = '"one"'
    ranges: bool = True
    declared: int | None = None
    cut: list[int] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    url: str = ""


@contextmanager
def serving(offer: Offer) -> Iterator[Offer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            offer.asked.append(dict(self.headers))
            offer.paths.append(self.path)
            start, status = 0, offer.status
            same = self.headers.get("If-Range", offer.etag) == offer.etag
            if offer.ranges and same and "Range" in self.headers:
                start, status = int(self.headers["Range"].removeprefix("bytes=").rstrip("-")), 206
            body = offer.content[start:]
            self.send_response(status)
            self.send_header("Content-Type", offer.kind)
            self.send_header("Content-Length", str(offer.declared or len(body)))
            self.send_header("ETag", offer.etag)
            if status == 206:
                self.send_header(
                    "Content-Range", f"bytes {start}-{len(offer.content) - 1}/{len(offer.content)}"
                )
            self.end_headers()
            self.wfile.write(body[: offer.cut.pop(0)] if offer.cut else body)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    offer.url = f"http://127.0.0.1:{server.server_port}/global_oc_index.xlsx"
    try:
        yield offer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
