#!/bin/sh
# Makes the certificates beside it anew: sh make.sh (any OpenSSL from 1.1.1 on).
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/issued"
: > "$work/index.txt"
cat > "$work/openssl.cnf" <<CONFIG
[req]
distinguished_name = name
[name]
[ca]
default_ca = practice
[practice]
database = $work/index.txt
new_certs_dir = $work/issued
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
organizationName = optional
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[server]
subjectAltName = DNS:localhost, DNS:dev12345.service-now.com, IP:127.0.0.1, IP:::1
[elsewhere]
subjectAltName = DNS:elsewhere.example
CONFIG

key() { openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null; }

# certificate FILE SUBJECT EXTENSIONS START END SIGNER...
certificate() {
  file=$1 subject=$2 extensions=$3 start=$4 end=$5
  shift 5
  openssl req -new -config "$work/openssl.cnf" -key "${key:-server.key}" -subj "$subject" -out "$work/request.pem"
  openssl ca -batch -notext -config "$work/openssl.cnf" -in "$work/request.pem" -out "$file" \
    -extensions "$extensions" -startdate "$start" -enddate "$end" "$@" 2>/dev/null
}

key server.key
key "$work/authority.key"
long="20260101000000Z 21260101000000Z"
escape=$(printf '\033[2J')
signed="-cert authority.pem -keyfile $work/authority.key"
self="-selfsign -keyfile server.key"

key="$work/authority.key" certificate authority.pem "/O=nowtoken tests/CN=Practice Authority" authority $long \
  -selfsign -keyfile "$work/authority.key"
certificate valid.pem "/CN=localhost" server $long $signed
certificate expired.pem "/CN=localhost" server 20200101000000Z 20210101000000Z $signed
certificate not-yet-valid.pem "/CN=localhost" server 21250101000000Z 21260101000000Z $signed
certificate wrong-host.pem "/CN=elsewhere.example" elsewhere $long $signed
certificate self-signed.pem "/CN=localhost" server $long $self
certificate hostile-name.pem "/CN=Bad${escape}Authority" server $long $self
