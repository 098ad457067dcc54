"""What the measurements ran on: the facts at the top of RESULTS.md."""
import datetime
import importlib.metadata
import os
import platform
import re
import subprocess


def first_line(*command):
    try:
        output = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    except OSError:
        return "missing"
    text = (output.stdout or output.stderr).strip()
    return text.splitlines()[0] if text else "missing"


def package(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def debian_package(name):
    version = first_line("dpkg-query", "--show", "--showformat=${Version}", name)
    return "missing" if version.startswith("dpkg-query") else version


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return re.search(r"model name\s*:\s*(.*)", file.read()).group(1)
    except (OSError, AttributeError):
        return first_line("sysctl", "-n", "machdep.cpu.brand_string")


def system():
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            return re.search(r'PRETTY_NAME="(.*)"', file.read()).group(1)
    except (OSError, AttributeError):
        return platform.platform()


def facts():
    load = "unknown" if not hasattr(os, "getloadavg") else f"{os.getloadavg()[0]:.1f}"
    versions = ", ".join(map(package, ("numpy", "scipy", "pandas", "lmfit")))
    minpack = first_line("Rscript", "-e", 'cat(as.character(packageVersion("minpack.lm")))')
    return (
        ("date", datetime.date.today().isoformat()),
        ("processor", f"{processor()}, {os.cpu_count()} cores, {platform.machine()}"),
        ("system", f"{system()}, load {load} when this was written"),
        ("Swift", first_line("swift", "--version")),
        ("GSL", first_line("pkg-config", "--modversion", "gsl")),
        ("C compiler of the libm loop", first_line("cc", "--version")),
        ("Python", platform.python_version()),
        ("NumPy, SciPy, pandas, lmfit", versions),
        ("R", first_line("Rscript", "--version")),
        ("minpack.lm", minpack),
        ("scikit-learn, Vowpal Wabbit", ", ".join(map(package, ("scikit-learn", "vowpalwabbit")))),
        ("liblinear", debian_package("liblinear-tools")),
    )
