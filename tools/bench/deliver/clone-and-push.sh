#!/bin/sh
# The usual job of a pipeline: clone, copy the new files over it, commit, push.
# Usage: clone-and-push.sh <url> <source> <clone>; exits with 10 when there was nothing to commit.
set -e
url=$1 source=$2 clone=$3

if test -d "$clone"; then
  git -C "$clone" fetch --quiet origin main
  git -C "$clone" reset --quiet --hard FETCH_HEAD
  newer=u
else
  git clone --quiet --depth 1 "$url" "$clone" 2>/dev/null
  newer=
fi
if command -v rsync >/dev/null; then
  rsync --archive --delete --exclude=.git "$source/" "$clone/"
else
  cp "-Rp$newer" "$source/." "$clone/"
fi
git -C "$clone" add --all
git -C "$clone" diff --cached --quiet && exit 10
git -C "$clone" commit --quiet --message 'Update'
git -C "$clone" push --quiet origin HEAD:refs/heads/main
