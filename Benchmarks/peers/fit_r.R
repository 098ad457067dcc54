# One fit of the logistic curve in R, by nlsLM and by nls with SSlogis.
# Usage: Rscript fit_r.R CASE FILE        FILE has the columns time,size
#
# nlsLM takes the gradient of the model where the formula's function carries it as an attribute, as
# here; the starting values are those of generate.py. SSlogis brings its gradient and its own start.

suppressPackageStartupMessages(library(minpack.lm))

arguments <- commandArgs(trailingOnly = TRUE)
if (length(arguments) != 2) stop("usage: Rscript fit_r.R CASE FILE")
name <- arguments[1]
data <- read.csv(arguments[2])

logistic <- function(t, L, k, x0) {
  sigma <- 1 / (1 + exp(-k * (t - x0)))
  slope <- L * sigma * (1 - sigma)
  size <- L * sigma
  attr(size, "gradient") <- cbind(L = sigma, k = slope * (t - x0), x0 = -slope * k)
  size
}

by_nlslm <- function() {
  nlsLM(size ~ logistic(time, L, k, x0), data, start = list(L = 2, k = 0.5, x0 = 10))
}
by_sslogis <- function() nls(size ~ SSlogis(time, L, x0, scale), data)

seconds_per_call <- function(f, at_least = 0.5, repeats = 5) {
  run <- function(calls) {
    start <- proc.time()[["elapsed"]]
    for (i in seq_len(calls)) f()
    (proc.time()[["elapsed"]] - start) / calls
  }
  # proc.time counts milliseconds: long runs, however fast the machine.
  calls <- max(3, ceiling(at_least / run(20)))
  min(vapply(seq_len(repeats), function(i) run(calls), 0))
}

report <- function(peer, seconds, parameters) {
  cat(sprintf(
    '{"case": "%s", "peer": "%s", "secondsPerFit": %.6g, "parameters": [%s]}\n',
    name, peer, seconds, paste(sprintf("%.15g", parameters), collapse = ", ")))
}

estimates <- coef(by_nlslm())
report("R nlsLM", seconds_per_call(by_nlslm), estimates[c("L", "k", "x0")])
estimates <- coef(by_sslogis())
report("R nls + SSlogis", seconds_per_call(by_sslogis),
       c(estimates["L"], 1 / estimates["scale"], estimates["x0"]))
