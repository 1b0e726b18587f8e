package dev.credence.cli.command;

/** A command that takes every configuration key as a flag. */
interface TakesSettings {}
