def jpeg(a,b,w,c): return b""
