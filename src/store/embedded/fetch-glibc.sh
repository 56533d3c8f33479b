#!/bin/sh
# Unpacks a newer glibc from the Debian archive of this machine into TARGET, without touching the system.
# Usage: fetch-glibc.sh TARGET (which must not exist yet). Needs Debian with apt; not root. The archive's signature
# is checked with the keyring of the installed system.
set -eu
target=$1
arch=$(dpkg --print-architecture)
suite=trixie
keyring=$(dpkg -L debian-archive-keyring | grep '/debian-archive-keyring\.gpg$')
codename=$(. /etc/os-release && printf %s "$VERSION_CODENAME")
uri=$(apt-get --print-uris update | sed -n "s|^'\(.*\)/dists/$codename/InRelease' .*|\1|p" | head -n 1)
[ -n "$uri" ] || {
  echo "no Debian archive in this machine's apt sources" >&2
  exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/debs" "$work/root" "$work/none"
: > "$work/status"
printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nSigned-By: %s\n' "$uri" "$suite" "$keyring" > "$work/$suite.sources"
cat > "$work/apt.conf" <<CONF
Dir::Etc::sourcelist "$work/$suite.sources";
Dir::Etc::sourceparts "-";
Dir::Etc::preferencesparts "$work/none";
Dir::Etc::preferences "$work/none.pref";
Dir::State "$work";
Dir::State::lists "$work/lists";
Dir::State::status "$work/status";
Dir::Cache "$work/cache";
APT::Architectures { "$arch"; };
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "1";
Acquire::http::Timeout "20";
CONF
export APT_CONFIG="$work/apt.conf"
apt-get -qq update
(cd "$work/debs" && apt-get -qq download libc6 libstdc++6 libgcc-s1)
for deb in "$work"/debs/*.deb; do dpkg -x "$deb" "$work/root"; done
lib=$(dirname "$(find "$work/root" -name 'libc.so.6' | head -n 1)")
mkdir "$target"
for file in ld-linux-*.so.* libc.so.6 libm.so.6 libdl.so.2 libpthread.so.0 librt.so.1 libresolv.so.2 libstdc++.so.6* libgcc_s.so.1; do
  # The pattern is expanded here, in the folder of the libraries.
  for found in "$lib"/$file; do cp -a "$found" "$target"/; done
done
ls "$work/debs" > "$target/VERSIONS"
