"""The store's shape, step by step; each step states plain SQL, never to be edited once out."""
