"""Where the packaged program begins."""

from mdt_app.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
