"""`python -m liaison.design` brings the translations to what is said, checks and compiles them."""

import sys

from liaison.design.translations import LOCALE, SPEAKING, check, compile_all, update

if __name__ == "__main__":
    update(LOCALE, SPEAKING)
    problems = check(LOCALE, SPEAKING)
    sys.stdout.writelines(f"{problem}\n" for problem in problems)
    compile_all(LOCALE)
    sys.exit(bool(problems))
