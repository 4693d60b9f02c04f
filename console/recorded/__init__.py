"""Measurements that someone else wrote down: read from a table, to replay and to back-test."""
