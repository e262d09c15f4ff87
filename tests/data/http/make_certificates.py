# SPDX-License-Identifier: Apache-2.0
"""Writes the certificates of this folder (see README.md). Run by hand; the tests use the written files."""
import datetime
import ipaddress
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = Path(__file__).parent
LONG_AGO = datetime.datetime(2020, 1, 1)
EXPIRED = datetime.datetime(2021, 1, 1)
FAR_AWAY = datetime.datetime(2120, 1, 1)


def name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def make(file, subject, signer=None, until=FAR_AWAY, hosts=("localhost", "127.0.0.1"), ca=False):
    key = ec.generate_private_key(ec.SECP256R1())
    issuer_name, issuer_key = (signer[0].subject, signer[1]) if signer else (name(subject), key)
    builder = (x509.CertificateBuilder().subject_name(name(subject)).issuer_name(issuer_name)
               .public_key(key.public_key()).serial_number(x509.random_serial_number())
               .not_valid_before(LONG_AGO).not_valid_after(until)
               .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True))
    if not ca:
        alternatives = [x509.IPAddress(ipaddress.ip_address(h)) if h[0].isdigit() else x509.DNSName(h) for h in hosts]
        builder = builder.add_extension(x509.SubjectAlternativeName(alternatives), critical=False)
    certificate = builder.sign(issuer_key, hashes.SHA256())
    (HERE / f"{file}.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    if not ca:
        (HERE / f"{file}.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                                             serialization.NoEncryption()))
    return certificate, key


authority = make("ca", "Spanway Test CA", ca=True)
make("server", "Spanway Test Server", authority)
make("expired", "Spanway Expired Server", authority, until=EXPIRED)
make("otherhost", "Spanway Other Server", authority, hosts=("other.example",))
make("selfsigned", "Spanway Self-signed Server")
make("unknownca", "Spanway Unknown Server", make("stranger", "Spanway Stranger CA", ca=True))
