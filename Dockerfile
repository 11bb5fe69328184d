# SPDX-License-Identifier: GPL-2.0-only
#
# guptidy in a container, for servers, and for machines that are no Debian:
#	docker build -t guptidy .
#	docker run --rm -v "$PWD:/tree" guptidy check .
# It is also what action.yml runs on GitHub.
FROM debian:12 AS build
COPY . /source
WORKDIR /source
RUN scripts/bootstrap && DESTDIR=/installed prefix=/usr ninja install

# What guptidy links, loads (clang), or runs: git, and ninja for --work.
FROM debian:12
RUN apt-get update && \
    apt-get install -y --no-install-recommends git libclang1-19 libgit2-1.5 libjansson4 libnettle8 \
        libpcre2-8-0 ninja-build && \
    rm -rf /var/lib/apt/lists/*
COPY --from=build /installed /
# The tree that is mounted there is somebody else's: git would not read its repository.
RUN git config --system --add safe.directory /tree
WORKDIR /tree
ENTRYPOINT ["guptidy"]
