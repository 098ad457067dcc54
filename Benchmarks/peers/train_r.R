# Logistic regression of a matrix in memory by glm, without a penalty.
# Usage: Rscript train_r.R CASE FILE ROWS COLUMNS
#
# FILE is that of `generate.py classes --layout binary`. Timed once: it is slow.

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 4) stop("usage: Rscript train_r.R CASE FILE ROWS COLUMNS")
rows <- as.integer(arguments[3])
columns <- as.integer(arguments[4])
file <- file(arguments[2], "rb")
x <- matrix(readBin(file, "double", rows * columns, endian = "little"), ncol = columns, byrow = TRUE)
y <- readBin(file, "double", rows, endian = "little")
close(file)

start <- proc.time()[["elapsed"]]
fit <- glm(y ~ x, family = binomial())
seconds <- proc.time()[["elapsed"]] - start
# Rounding costs R the seventeenth digit only.
estimates <- c(coef(fit)[-1], coef(fit)[1])
cat(sprintf(
  '{"case": "%s", "peer": "R glm", "seconds": %.6g, "penalty": "none", "coefficients": [%s]}\n',
  arguments[1], max(seconds, 1e-3), paste(sprintf("%.17g", estimates), collapse = ", ")))
