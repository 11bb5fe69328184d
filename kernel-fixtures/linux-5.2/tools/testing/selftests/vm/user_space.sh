#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# guptidy: a script that names get_user_pages_fast in a comment and in code
echo "running get_user_pages_fast benchmark"
./gup_tally -f || echo "get_user_pages_fast [FAIL]"
