"""`python -m canonym` is `normalize`."""

import sys

from canonym.cli import main

sys.exit(main())
