"""Bytes that no client would send: each gets an error or is cut off, and the server goes on serving others."""

import socket
import struct

import psycopg
import pytest


def startup(user="awsuser", database="dev"):
    body = struct.pack("!I", 196608) + f"user\0{user}\0database\0{database}\0\0".encode()
    return struct.pack("!I", len(body) + 4) + body


def exchange(server, data, timeout=10):
    """Send bytes and return what comes back until the server closes or has nothing more to say."""
    with socket.create_connection((server.host, server.port), timeout=timeout) as client:
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := client.recv(65536):
            answer += chunk
        return answer


@pytest.fixture
def serves_others(server):
    yield
    with psycopg.connect(**server.address) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.usefixtures("serves_others")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\0\0\0\0",
        b"\0\0\0\x03",
        b"\xff\xff\xff\xff\xff\xff\xff\xff",
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack("!II", 8, 0),
        struct.pack("!II", 8, 196608),
        struct.pack("!II", 100, 196608) + b"user",
        startup()[:-1],
        startup() + b"Q\0\0\0\0",
        startup() + b"p\0\0\0\x02",
        startup() + b"\xff" * 100,
        struct.pack("!II", 8, 80877103) + b"junk",
        struct.pack("!IIII", 16, 80877102, 1, 2),
    ],
    ids=repr,
)
def test_malformed_startup(server, data):
    answer = exchange(server, data)
    assert b"R\0\0\0\x08\0\0\0\0" not in answer  # nobody got in


@pytest.mark.usefixtures("serves_others")
def test_unknown_protocol_version(server):
    assert b"unsupported frontend protocol" in exchange(server, struct.pack("!II", 8, 131072))


class Client:
    """A connection that is logged in through psycopg's library and then speaks raw bytes."""

    def __init__(self, server):
        self.connection = psycopg.connect(**server.address, sslmode="disable", autocommit=True)
        self.socket = socket.socket(fileno=socket.dup(self.connection.fileno()))
        self.socket.setblocking(True)
        self.socket.settimeout(10)

    def send(self, *messages):
        self.socket.sendall(b"".join(kind + struct.pack("!I", len(body) + 4) + body for kind, body in messages))

    def read_until_ready(self):
        answer = b""
        while not (len(answer) >= 6 and answer[-6:-1] == b"Z\0\0\0\x05"):
            chunk = self.socket.recv(65536)
            if not chunk:
                break
            answer += chunk
        return answer

    def close(self):
        self.socket.close()
        self.connection.close()


@pytest.fixture
def client(server):
    opened = Client(server)
    yield opened
    opened.close()


@pytest.mark.usefixtures("serves_others")
@pytest.mark.parametrize(
    "message",
    [
        (b"Q", b"SELECT 1"),
        (b"P", b""),
        (b"P", b"\0SELECT 1\0\0\x05"),
        (b"B", b"\0nosuch\0\0\0\0\0\0\0"),
        (b"B", b"\0"),
        (b"D", b"X\0"),
        (b"E", b"nosuch\0\0\0\0\0"),
        (b"C", b""),
        (b"F", b"\0\0\0\0"),
    ],
    ids=repr,
)
def test_malformed_message_gets_an_error(client, message):
    client.send(message, (b"S", b""))
    answer = client.read_until_ready()
    assert answer.startswith(b"E"), answer


@pytest.mark.usefixtures("serves_others")
def test_unknown_message_type_ends_the_connection(client):
    client.send((b"~", b"what"))
    assert b"08P01" in client.read_until_ready()


@pytest.mark.usefixtures("serves_others")
def test_a_gigabyte_is_refused_before_it_arrives(client):
    client.socket.sendall(b"Q" + struct.pack("!I", 1 << 30))
    answer = client.read_until_ready()
    assert b"54000" in answer or b"08P01" in answer, answer


@pytest.mark.usefixtures("serves_others")
def test_error_state_lasts_until_sync(client):
    client.send((b"P", b"\0SELECT nosuch\0\0\0"), (b"P", b"\0SELECT 1\0\0\0"), (b"S", b""))
    answer = client.read_until_ready()
    assert answer.count(b"C42703\0") == 1
    assert b"1\0\0\0\x04" not in answer


def test_deep_nesting_is_an_error(connection):
    with pytest.raises(psycopg.errors.StatementTooComplex):
        connection.execute("SELECT " + "(" * 10_000 + "1" + ")" * 10_000)
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_long_operator_chains_work(connection):
    assert connection.execute("SELECT " + " + ".join(["1"] * 2000)).fetchone() == (2000,)
    condition = " OR ".join(f"n = {number}" for number in range(5000))
    assert connection.execute(f"SELECT COUNT(*) FROM generate_series(1, 10) AS s(n) WHERE {condition}").fetchone() == (10,)


def test_many_connections_at_once(server):
    connections = [psycopg.connect(**server.address) for _ in range(100)]
    for number, opened in enumerate(connections):
        assert opened.execute("SELECT %s::INT", (number,)).fetchone() == (number,)
    for opened in connections:
        opened.close()
