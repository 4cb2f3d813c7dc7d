"""Sentences, tokens, trees and clauses: how a text is built."""
