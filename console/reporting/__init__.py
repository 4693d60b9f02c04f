"""What is reported: documents as blocks, made from views, and what they are written as."""
