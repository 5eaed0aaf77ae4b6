"""The stages of the pipeline: one spaCy component a file, in the order in which they run.

sentences → mentions → acronyms → bodies → numbers → people → context → lists → claims
"""
