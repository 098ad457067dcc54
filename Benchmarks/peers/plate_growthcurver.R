# Fits every column of a wide CSV file as the R package growthcurver does, and writes a CSV of results.
# Usage: Rscript plate_growthcurver.R IN.csv OUT.csv
#
# The package itself is not in Debian. What it does (Sprouffske and Wagner 2016, BMC Bioinformatics
# 17:172): the logistic K/(1 + ((K - N0)/N0) exp(-r t)) by nlsLM with numerical slopes; the start values
# of K and N0 are the largest and the smallest size, that of r comes from a line through the logits.

suppressPackageStartupMessages(library(minpack.lm))

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 2) stop("usage: Rscript plate_growthcurver.R IN.csv OUT.csv")
plate <- read.csv(arguments[1], check.names = FALSE)
t <- plate[[1]]

fit_one <- function(n) {
  k <- max(n)
  n0 <- max(min(n), 1e-6 * k)
  inner <- n > 0.02 * k & n < 0.98 * k
  r <- if (sum(inner) > 2) coef(lm(qlogis(n[inner] / k) ~ t[inner]))[[2]] else 0.5
  nlsLM(n ~ K / (1 + ((K - N0) / N0) * exp(-r * t)), start = list(K = k, N0 = n0, r = r),
        lower = c(1e-12, 1e-12, 1e-12), control = nls.lm.control(maxiter = 500))
}

rows <- lapply(names(plate)[-1], function(series) {
  fit <- try(fit_one(plate[[series]]), silent = TRUE)
  if (inherits(fit, "try-error")) return(data.frame(series, K = NA, N0 = NA, r = NA))
  table <- summary(fit)$coefficients
  data.frame(series, K = table["K", 1], N0 = table["N0", 1], r = table["r", 1],
             K_se = table["K", 2], N0_se = table["N0", 2], r_se = table["r", 2])
})
rows <- do.call(rbind, lapply(rows, function(row) {
  row[setdiff(c("K_se", "N0_se", "r_se"), names(row))] <- NA
  row
}))
write.csv(rows, arguments[2], row.names = FALSE)
