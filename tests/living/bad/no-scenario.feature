Feature: F
  Nothing but prose.
